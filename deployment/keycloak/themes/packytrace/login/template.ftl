<#-- The frame of every page: bar, title, message, form, what else can be done. -->
<#macro registrationLayout bodyClass="" displayInfo=false displayMessage=true displayRequiredFields=false>
<!DOCTYPE html>
<html lang="${lang}">
<head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex, nofollow">
    <title><#nested "header"> · PackyTrace</title>
    <link rel="icon" type="image/svg+xml" href="${url.resourcesPath}/img/icon.svg">
    <#list properties.styles?split(' ') as style>
    <link rel="stylesheet" href="${url.resourcesPath}/${style}">
    </#list>
    <#if scripts??>
    <#list scripts as script>
    <script src="${script}"></script>
    </#list>
    </#if>
    <script type="module" src="${url.resourcesPath}/js/passwordVisibility.js"></script>
    <#-- Signed in meanwhile in another tab: this one goes on, too. -->
    <script type="module">
        <#outputformat "JavaScript">
        import { checkAuthSession, startSessionPolling } from ${(url.resourcesPath + "/js/authChecker.js")?c};
        startSessionPolling(${url.ssoLoginInOtherTabsUrl?c});
        <#if authenticationSession??>
        checkAuthSession(${authenticationSession.authSessionIdHash?c});
        </#if>
        </#outputformat>
    </script>
</head>
<body data-page-id="login-${pageId}">
<header class="bar">
    <a class="brand" href="${home()}"><@mark/>PackyTrace</a>
    <#if realm.internationalizationEnabled && locale.supported?size gt 1>
    <nav class="languages" aria-label="${msg('languages')}">
        <ul>
            <#list locale.supported?sort_by("languageTag") as language>
            <li><a href="${language.url}" lang="${language.languageTag}" hreflang="${language.languageTag}"<#if language.languageTag == locale.currentLanguageTag> aria-current="true"</#if>><span aria-hidden="true">${language.languageTag?upper_case}</span><span class="visually-hidden">${msg("ownName." + language.languageTag)}</span></a></li>
            </#list>
        </ul>
    </nav>
    </#if>
</header>
<main>
    <h1 id="kc-page-title"><#nested "header"></h1>
    <#if displayMessage && message?has_content && (message.type != 'warning' || !isAppInitiatedAction??)>
    <p class="message ${message.type}" role="${(message.type == 'error')?then('alert', 'status')}"><@sign type=message.type/><span>${kcSanitize(message.summary)?no_esc}</span></p>
    </#if>
    <#if auth?has_content && auth.showUsername() && !auth.showResetCredentials()>
    <div class="who">
        <#nested "show-username">
        <span id="kc-attempted-username">${auth.attemptedUsername}</span>
        <a id="reset-login" href="${url.loginRestartFlowUrl}">${msg("restartLoginTooltip")}</a>
    </div>
    </#if>
    <#nested "form">
    <#if auth?has_content && auth.showTryAnotherWayLink()>
    <form id="kc-select-try-another-way-form" action="${url.loginAction}" method="post">
        <button class="button block" name="tryAnotherWay" value="on">${msg("doTryAnotherWay")}</button>
    </form>
    </#if>
    <#nested "socialProviders">
    <#if displayInfo>
    <div id="kc-info" class="info"><#nested "info"></div>
    </#if>
</main>
</body>
</html>
</#macro>

<#function home>
    <#return (client.baseUrl)!((properties.home)!'' + '/')>
</#function>

<#macro mark>
<svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true"><rect x="1.5" y="1.5" width="25" height="25" rx="7"/><path d="M8.5 14.5l4 4 7.5-9"/></svg>
</#macro>

<#-- Meaning by shape too, not by colour alone. -->
<#macro sign type>
<svg class="sign" width="20" height="20" viewBox="0 0 24 24" aria-hidden="true">
    <#switch type>
    <#case 'success'><circle cx="12" cy="12" r="9"/><path d="M8 12.5l2.8 2.8L16 9.5"/><#break>
    <#case 'error'><path d="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3z"/><path d="M9 9l6 6M15 9l-6 6"/><#break>
    <#case 'warning'><path d="M12 3.5L22 20.5H2z"/><path d="M12 10v5M12 17.6v.1"/><#break>
    <#default><circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.6v.1"/>
    </#switch>
</svg>
</#macro>
