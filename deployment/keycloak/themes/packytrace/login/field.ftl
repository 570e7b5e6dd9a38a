<#-- A label above, the control, what is wrong with it below; the two are tied together for screen readers. -->
<#macro group name label error="" required=false hint="">
<div class="${properties.kcFormGroupClass} <#if error?has_content>${properties.kcError}</#if>">
    <label for="${name}">${label}</label>
    <#if hint?has_content><p class="second hint" id="hint-${name}">${hint}</p></#if>
    <#nested>
    <div id="input-error-container-${name}" aria-live="polite">
        <#if error?has_content>
        <p class="${properties.kcInputErrorMessageClass}" id="input-error-${name}">${kcSanitize(error)?no_esc}</p>
        </#if>
    </div>
</div>
</#macro>

<#macro state name error required hint=""><#if required> required aria-required="true"</#if><#if error?has_content> aria-invalid="true"</#if> aria-describedby="<#if hint?has_content>hint-${name} </#if>input-error-container-${name}"</#macro>

<#macro input name label value="" required=false autocomplete="off" fieldName=name error=messagesPerField.get(fieldName) autofocus=false type="">
<#local kind = type?has_content?then(type, ["username", "email"]?seq_contains(name)?then("email", "text"))>
<@group name=name label=label error=error required=required>
    <input id="${name}" name="${name}" type="${kind}" value="${value}" autocomplete="${autocomplete}"<#if kind == "email"> autocapitalize="off" spellcheck="false"</#if><#if autofocus> autofocus</#if><@state name=name error=error required=required/>>
</@group>
</#macro>

<#macro password name label value="" required=false forgotPassword=false fieldName=name error=messagesPerField.get(fieldName) autocomplete="off" autofocus=false hint="">
<@group name=name label=label error=error required=required hint=hint>
    <div class="${properties.kcInputGroup}">
        <input id="${name}" name="${name}" type="password" value="${value}" autocomplete="${autocomplete}"<#if autofocus> autofocus</#if><@state name=name error=error required=required hint=hint/>>
        <button class="${properties.kcFormPasswordVisibilityButtonClass}" type="button" aria-label="${msg('showPassword')}"
                aria-controls="${name}" data-password-toggle id="${name}-show-password"
                data-icon-show="${properties.kcFormPasswordVisibilityIconShow}" data-icon-hide="${properties.kcFormPasswordVisibilityIconHide}"
                data-label-show="${msg('showPassword')}" data-label-hide="${msg('hidePassword')}"><i class="${properties.kcFormPasswordVisibilityIconShow}" aria-hidden="true"></i></button>
    </div>
</@group>
<div class="options">
    <#nested>
    <#if forgotPassword><a href="${url.loginResetCredentialsUrl}">${msg("doForgotPassword")}</a></#if>
</div>
</#macro>

<#macro checkbox name label value=false required=false>
<label for="${name}" class="${properties.kcCheckboxClass}"><input type="checkbox" id="${name}" name="${name}"<#if value> checked</#if>> ${label}</label>
</#macro>
