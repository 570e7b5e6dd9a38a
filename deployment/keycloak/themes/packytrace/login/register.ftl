<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<#import "user-profile-commons.ftl" as userProfileCommons>
<#import "password-validation.ftl" as validator>
<@layout.registrationLayout displayInfo=true displayMessage=messagesPerField.exists('global'); section>
    <#if section = "header">
        ${msg(messageHeader!"registerTitle")}
    <#elseif section = "form">
    <form id="kc-register-form" class="${properties.kcFormClass}" action="${url.registrationAction}" method="post" novalidate="novalidate">
        <@userProfileCommons.userProfileFormFields; callback, attribute>
            <#if callback = "afterField" && passwordRequired?? && attribute.name == 'email'>
            <@field.password name="password" required=true label=msg("password") autocomplete="new-password"
                hint=msg("passwordHint", passwordPolicies.length!8) />
            <@field.password name="password-confirm" required=true label=msg("passwordConfirm") autocomplete="new-password" />
            </#if>
        </@userProfileCommons.userProfileFormFields>
        <p class="second">${msg("registerWords")}</p>
        <button class="button primary block" type="submit">${msg("doRegister")}</button>
    </form>
    <@validator.templates/>
    <@validator.script field="password"/>
    <#elseif section = "info">
        <a href="${url.loginUrl}">${msg("backToLogin")}</a>
    </#if>
</@layout.registrationLayout>
