//! `brand create|list|add-user|remove-user|claims|confirm|refuse`: the operator's hand. Every command may be repeated.

use std::{error::Error, process::ExitCode};

use clap::{Args, Subcommand};
use serde_json::json;
use service_kit::ids::BrandId;

use super::claims::{self, ConfirmArgs, RefuseArgs};
use crate::{
    application::{
        brands::{ManageBrands, OperatorError, Welcome},
        ports::{BrandsError, ClaimsError},
        prefixes::ProvePrefixes,
    },
    domain::{
        brand::{Brand, BrandName, Prefix},
        person::EmailAddress,
    },
};

/// What to do with brands.
#[derive(Debug, Subcommand)]
pub enum BrandCommand {
    /// Makes a brand, or changes it to what is said. Without `--id` a brand that has one of the prefixes is meant.
    ///
    /// Example: `identity-service brand create --name Valdoro --prefix 9521234 --invite marco@valdoro.example`
    Create(CreateArgs),
    /// Shows every brand, one JSON object a line. Example: `identity-service brand list`
    List,
    /// Lets a person act for a brand; who is new here gets a mail with a link.
    ///
    /// Example: `identity-service brand add-user --brand 7b0f5a52-6c1e-4c58-9a3d-5f2f0d9c1a01 --email marco@valdoro.example`
    AddUser(UserArgs),
    /// Lets a person act for a brand no longer. They keep their account.
    ///
    /// Example: `identity-service brand remove-user --brand 7b0f5a52-6c1e-4c58-9a3d-5f2f0d9c1a01 --email marco@valdoro.example`
    RemoveUser(UserArgs),
    /// Shows every claim to a prefix that waits, oldest first, one JSON object a line: look each up at GS1.
    ///
    /// Example: `identity-service brand claims`
    Claims,
    /// The prefix is the brand's: from now on it may state its products under it. Other claims to it are refused.
    ///
    /// Example: `identity-service brand confirm --brand 7b0f5a52-6c1e-4c58-9a3d-5f2f0d9c1a01 --prefix 8001505 --evidence "Verified by
    /// GS1, 23 November 2026: Valdoro SpA, licence 8001505"`
    Confirm(ConfirmArgs),
    /// The claim is not shown to be true. The brand reads the reason, and may claim again.
    ///
    /// Example: `identity-service brand refuse --brand 7b0f5a52-6c1e-4c58-9a3d-5f2f0d9c1a01 --prefix 8001505 --reason "Verified by GS1
    /// knows no such licence"`
    Refuse(RefuseArgs),
}

/// Why a command was not carried out.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error(transparent)]
    Brand(#[from] OperatorError),
    #[error(transparent)]
    Claim(#[from] ClaimsError),
}

/// A brand and its first users.
#[derive(Debug, Args)]
pub struct CreateArgs {
    /// The brand's id; drawn unless said.
    #[arg(long, value_name = "UUID")]
    id: Option<BrandId>,
    /// What it is called.
    #[arg(long)]
    name: BrandName,
    /// A GS1 company prefix of its own, 4 to 12 digits; may be repeated.
    #[arg(long = "prefix", value_name = "DIGITS", required = true)]
    prefixes: Vec<Prefix>,
    /// A person to act for it, who is mailed a link; may be repeated.
    #[arg(long = "invite", value_name = "E-MAIL")]
    invited: Vec<EmailAddress>,
    /// A person with an account to act for it, who is told nothing; may be repeated.
    #[arg(long = "user", value_name = "E-MAIL")]
    users: Vec<EmailAddress>,
}

/// A person and a brand.
#[derive(Debug, Args)]
pub struct UserArgs {
    /// The brand.
    #[arg(long, value_name = "UUID")]
    brand: BrandId,
    /// The address with which the person signs in.
    #[arg(long, value_name = "E-MAIL")]
    email: EmailAddress,
}

/// Carries the command out. Exit 2, and one line that says why, when it cannot be done.
pub async fn run(command: BrandCommand, brands: &ManageBrands, prefixes: &ProvePrefixes) -> ExitCode {
    match carry_out(command, brands, prefixes).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}", in_one_line(&error));
            ExitCode::from(2)
        }
    }
}

async fn carry_out(
    command: BrandCommand,
    brands: &ManageBrands,
    prefixes: &ProvePrefixes,
) -> Result<(), Fault> {
    match command {
        BrandCommand::Create(args) => create(args, brands).await?,
        BrandCommand::List => list(brands).await?,
        BrandCommand::AddUser(UserArgs { brand, email }) => {
            brands.add_user(brand, &email, Welcome::ByMail).await?;
        }
        BrandCommand::RemoveUser(UserArgs { brand, email }) => brands.remove_user(brand, &email).await?,
        BrandCommand::Claims => claims::list(prefixes).await?,
        BrandCommand::Confirm(args) => println!("{}", line(&claims::confirm(args, prefixes).await?)),
        BrandCommand::Refuse(args) => claims::refuse(args, prefixes).await?,
    }
    Ok(())
}

async fn create(args: CreateArgs, brands: &ManageBrands) -> Result<(), OperatorError> {
    let brand = brands.put(args.id, args.name, args.prefixes).await?;
    for email in &args.users {
        brands.add_user(brand.id, email, Welcome::Quietly).await?;
    }
    for email in &args.invited {
        brands.add_user(brand.id, email, Welcome::ByMail).await?;
    }
    println!("{}", line(&brand));
    Ok(())
}

async fn list(brands: &ManageBrands) -> Result<(), OperatorError> {
    for (brand, users) in brands.list().await.map_err(BrandsError::from)? {
        let mut line = line(&brand);
        line["users"] = users.into();
        println!("{line}");
    }
    Ok(())
}

fn line(brand: &Brand) -> serde_json::Value {
    let prefixes: Vec<_> = brand.prefixes.iter().map(Prefix::as_str).collect();
    json!({ "brandId": brand.id, "name": brand.name.as_str(), "prefixes": prefixes })
}

fn in_one_line(error: &Fault) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let words = error.to_string();
        if !line.ends_with(&words) {
            line = format!("{line}: {words}");
        }
        cause = error.source();
    }
    line
}
