<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
    <#if section = "header">
        ${msg("pageExpiredTitle")}
    <#elseif section = "form">
    <div class="words">
        <p id="instruction1" class="instruction">${msg("pageExpiredWords")}</p>
        <a id="loginContinueLink" class="button primary block" href="${url.loginAction}">${msg("pageExpiredContinue")}</a>
        <a id="loginRestartLink" class="button block" href="${url.loginRestartFlowUrl}">${msg("pageExpiredRestart")}</a>
    </div>
    </#if>
</@layout.registrationLayout>
