<#import "field.ftl" as field>
<#-- The realm's profile holds plain lines of text alone. -->
<#macro userProfileFormFields>
<#list profile.attributes as attribute>
    <#if attribute.name == 'locale' && realm.internationalizationEnabled && locale.currentLanguageTag?has_content>
    <input type="hidden" id="locale" name="locale" value="${locale.currentLanguageTag}">
    <#else>
    <#nested "beforeField" attribute>
    <@field.input name=attribute.name label=advancedMsg(attribute.displayName!'') value=(attribute.value!attribute.defaultValue!'')
        required=attribute.required autocomplete=(attribute.autocomplete)!'on' error=messagesPerField.get('${attribute.name}') />
    <#nested "afterField" attribute>
    </#if>
</#list>
</#macro>
