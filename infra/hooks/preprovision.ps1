# azd runs this before provisioning. With AUTH_CREATE_APP=true it creates an Entra app registration once, and sets the variables
# for sign-in: AUTH_AUTHORITY, AUTH_AUDIENCE, AUTH_REQUIRED_SCOPE.
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Set-StrictMode -Version Latest
if ($env:AUTH_CREATE_APP -ne 'true') { exit 0 }
if ($env:AUTH_AUDIENCE) {
    "Sign-in is set already: AUTH_AUDIENCE is $env:AUTH_AUDIENCE."
    exit 0
}
if (-not (Get-Command az -ErrorAction SilentlyContinue)) {
    [Console]::Error.WriteLine('AUTH_CREATE_APP=true needs the Azure CLI: install az, run az login, and try again.')
    exit 1
}

$name = "issue-ai-$env:AZURE_ENV_NAME"
$tenant = az account show --query tenantId --output tsv
$app = az ad app list --filter "displayName eq '$name'" --query '[0].appId' --output tsv
if (-not $app) { $app = az ad app create --display-name $name --sign-in-audience AzureADMyOrg --query appId --output tsv }
$object = az ad app show --id $app --query id --output tsv

# Version 2 tokens have the app's id as their audience. A scope's id must be unique only within its app, so the app's id is used.
$scope = @{
    id = $app
    value = 'access_as_user'
    type = 'User'
    isEnabled = $true
    adminConsentDisplayName = 'Ask for AI help with issues'
    adminConsentDescription = 'Lets an app request AI help with issues on behalf of the signed-in user.'
    userConsentDisplayName = 'Ask for AI help with issues'
    userConsentDescription = 'Lets the app ask for AI help with issues in your name.'
}
$change = @{
    identifierUris = @("api://$app")
    api = @{ requestedAccessTokenVersion = 2; oauth2PermissionScopes = @($scope) }
}
$body = New-TemporaryFile
try {
    $change | ConvertTo-Json -Depth 5 | Set-Content $body
    az rest --method PATCH --uri "https://graph.microsoft.com/v1.0/applications/$object" --headers Content-Type=application/json --body "@$body" --output none
}
finally {
    Remove-Item $body
}
if (-not (az ad sp list --filter "appId eq '$app'" --query '[0].id' --output tsv)) { az ad sp create --id $app --output none }

azd env set AUTH_AUTHORITY "https://login.microsoftonline.com/$tenant/v2.0"
azd env set AUTH_AUDIENCE $app
azd env set AUTH_REQUIRED_SCOPE access_as_user
"Sign-in: app registration $name ($app), scope api://$app/access_as_user."
