<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
    <#if section = "header">
        ${kcSanitize(msg("errorTitle"))?no_esc}
    <#elseif section = "form">
    <div id="kc-error-message" class="words">
        <p class="instruction">${kcSanitize(message.summary)?no_esc}</p>
        <#if traceId??>
        <p class="second" id="traceId">${msg("traceIdSupportMessage", traceId)}</p>
        </#if>
        <#if !skipLink??>
        <a id="backToApplication" class="button primary block" href="${layout.home()}">${msg("backToApplication")}</a>
        </#if>
    </div>
    </#if>
</@layout.registrationLayout>
