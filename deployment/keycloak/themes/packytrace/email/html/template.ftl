<#-- No picture, no style sheet, nothing that is fetched: a letter that looks the same in every program. -->
<#macro emailLayout>
<!DOCTYPE html>
<html lang="${locale.language}">
<head><meta charset="utf-8"><meta name="color-scheme" content="light dark"></head>
<body style="max-width:34em;margin:0 auto;padding:16px;font:16px/1.5 system-ui,sans-serif">
<p style="border-bottom:2px solid;padding-bottom:8px;font-weight:bold">PackyTrace</p>
<#nested>
</body>
</html>
</#macro>
