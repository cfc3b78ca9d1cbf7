# azd runs this after provisioning, with the template's outputs in the environment.
$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot
dotnet run merge-settings.cs
exit $LASTEXITCODE
