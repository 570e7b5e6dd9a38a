<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<@layout.registrationLayout displayInfo=true displayMessage=!messagesPerField.existsError('username'); section>
    <#if section = "header">
        ${msg("emailForgotTitle")}
    <#elseif section = "form">
    <form id="kc-reset-password-form" class="${properties.kcFormClass}" action="${url.loginAction}" method="post" novalidate="novalidate">
        <p>${msg("emailInstruction")}</p>
        <@field.input name="username" label=msg("email") value=auth.attemptedUsername!'' autocomplete="username" autofocus=true />
        <button class="button primary block" type="submit">${msg("doSubmit")}</button>
    </form>
    <#elseif section = "info">
        <a href="${url.loginUrl}">${msg("backToLogin")}</a>
    </#if>
</@layout.registrationLayout>
