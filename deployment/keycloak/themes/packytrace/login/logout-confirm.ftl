<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
    <#if section = "header">
        ${msg("logoutConfirmTitle")}
    <#elseif section = "form">
    <div id="kc-logout-confirm" class="words">
        <p class="instruction">${msg("logoutConfirmHeader")}</p>
        <form action="${url.logoutConfirmAction}" method="post">
            <input type="hidden" name="session_code" value="${logoutConfirm.code}">
            <button class="button primary block" name="confirmLogout" id="kc-logout" value="${msg('doLogout')}">${msg("doLogout")}</button>
        </form>
        <#if !logoutConfirm.skipLink>
        <a class="button block" href="${layout.home()}">${msg("backToApplication")}</a>
        </#if>
    </div>
    </#if>
</@layout.registrationLayout>
