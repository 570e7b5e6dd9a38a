<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
    <#if section = "header">
        <#if messageHeader??>${kcSanitize(msg("${messageHeader}"))?no_esc}<#elseif requiredActions??>${msg("inviteTitle")}<#else>${msg("infoTitle")}</#if>
    <#elseif section = "form">
    <div id="kc-info-message" class="words">
        <p class="instruction">${kcSanitize(message.summary)?no_esc}</p>
        <#if requiredActions??>
        <ul><#list requiredActions as action><li>${kcSanitize(msg("requiredAction.${action}"))?no_esc}</li></#list></ul>
        </#if>
        <#if !skipLink??>
            <#if pageRedirectUri?has_content>
            <a class="button primary block" href="${pageRedirectUri}">${msg("backToApplication")}</a>
            <#elseif actionUri?has_content>
            <a class="button primary block" href="${actionUri}">${msg("proceedWithAction")}</a>
            <#else>
            <a class="button primary block" href="${layout.home()}">${msg("backToApplication")}</a>
            </#if>
        </#if>
    </div>
    </#if>
</@layout.registrationLayout>
