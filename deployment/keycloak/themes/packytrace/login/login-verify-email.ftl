<#import "template.ftl" as layout>
<@layout.registrationLayout displayInfo=!isAppInitiatedAction??; section>
    <#if section = "header">
        ${msg("emailVerifyTitle")}
    <#elseif section = "form">
    <div class="words">
        <p class="instruction"><#if verifyEmail??>${msg("emailVerifyInstruction1", verifyEmail)}<#else>${msg("emailVerifyInstruction4", user.email)}</#if></p>
        <#if isAppInitiatedAction??>
        <form id="kc-verify-email-form" class="actions" action="${url.loginAction}" method="post">
            <button class="button primary block">${(verifyEmail??)?then(msg("emailVerifyResend"), msg("emailVerifySend"))}</button>
            <button class="button block" name="cancel-aia" value="true" formnovalidate>${msg("doCancel")}</button>
        </form>
        </#if>
    </div>
    <#elseif section = "info">
        <p>${msg("emailVerifyInstruction2")} <a href="${url.loginAction}">${msg("emailVerifyResend")}</a></p>
    </#if>
</@layout.registrationLayout>
