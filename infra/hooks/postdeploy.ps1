# azd runs this after the deployment: it fails unless the API is healthy and streams a response.
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
Set-Location $PSScriptRoot
$app = "--resource-group $env:AZURE_RESOURCE_GROUP --name $env:AZURE_API_NAME"

function Stop-WithHelp {
    [Console]::Error.WriteLine(@"

The deployment isn't usable yet. What to do:
  1. After a first deployment roles may need some minutes: azd hooks run postdeploy
  2. Restart the host: az functionapp restart $app
  3. Deploy the code again: azd deploy api
  4. See docs/deploy.md, "When it fails", and the app's logs in Application Insights.
"@)
    exit 1
}

dotnet run check-deployment.cs health
if ($LASTEXITCODE -ne 0) { Stop-WithHelp }

if ($env:AUTH_AUTHORITY) {
    'No answer was streamed: callers need a bearer token (AUTH_AUTHORITY), and this hook has none.'
}
else {
    # The host stores the keys, so they are available only now.
    $key = $null
    if (Get-Command az -ErrorAction SilentlyContinue) {
        $key = az functionapp keys list --subscription $env:AZURE_SUBSCRIPTION_ID --resource-group $env:AZURE_RESOURCE_GROUP --name $env:AZURE_API_NAME `
            --query functionKeys.default --output tsv
        if ($LASTEXITCODE -ne 0) { [Console]::Error.WriteLine("az can't read the function key.") }
    }
    if ($key) {
        $env:FUNCTION_KEY = $key
        dotnet run check-deployment.cs answer
        if ($LASTEXITCODE -ne 0) { Stop-WithHelp }
    }
    else {
        'No answer was streamed: the Azure CLI (az, signed in) reads the function key. Install it, and: azd hooks run postdeploy'
    }
}

@"

API:          $env:AZURE_API_URI
Demo page:    $(if ($env:AZURE_WEB_URI) { $env:AZURE_WEB_URI } else { 'none' })
Function key: az functionapp keys list $app --query functionKeys.default --output tsv
"@
