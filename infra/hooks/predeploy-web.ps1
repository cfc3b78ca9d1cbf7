# azd runs this before it uploads the demo page, which reads the API's address from /config.json. API_BASE is for an address
# that the template doesn't know: a custom domain or a gateway.
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
Set-Location (Join-Path $PSScriptRoot '../../web/dist/demo')
$base = if ($env:API_BASE) { $env:API_BASE } else { $env:AZURE_API_URI }
if (-not $base) { throw 'AZURE_API_URI is not set: run azd provision first.' }
@{ apiBase = $base } | ConvertTo-Json -Compress | Set-Content config.json
