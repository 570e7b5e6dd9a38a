//! A browser as far as journeys need one: cookies, redirects, forms.

mod html;
mod jar;
mod pages;

pub(crate) use html::{Form, encode, links};
pub(crate) use jar::Jar;
pub(crate) use pages::{Page, as_navigation};
