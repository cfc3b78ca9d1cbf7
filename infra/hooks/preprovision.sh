#!/bin/sh
# azd runs this before provisioning. With AUTH_CREATE_APP=true it creates an Entra app registration once, and sets the variables
# for sign-in: AUTH_AUTHORITY, AUTH_AUDIENCE, AUTH_REQUIRED_SCOPE.
set -eu
[ "${AUTH_CREATE_APP:-false}" = true ] || exit 0
if [ -n "${AUTH_AUDIENCE:-}" ]; then
  echo "Sign-in is set already: AUTH_AUDIENCE is $AUTH_AUDIENCE."
  exit 0
fi
if ! command -v az >/dev/null 2>&1; then
  echo "AUTH_CREATE_APP=true needs the Azure CLI: install az, run az login, and try again." >&2
  exit 1
fi

name="issue-ai-$AZURE_ENV_NAME"
tenant=$(az account show --query tenantId --output tsv)
app=$(az ad app list --filter "displayName eq '$name'" --query '[0].appId' --output tsv)
if [ -z "$app" ]; then
  app=$(az ad app create --display-name "$name" --sign-in-audience AzureADMyOrg --query appId --output tsv)
fi
object=$(az ad app show --id "$app" --query id --output tsv)

# Version 2 tokens have the app's id as their audience. A scope's id must be unique only within its app, so the app's id is used.
body=$(mktemp)
trap 'rm -f "$body"' EXIT
cat >"$body" <<END
{
  "identifierUris": ["api://$app"],
  "api": {
    "requestedAccessTokenVersion": 2,
    "oauth2PermissionScopes": [
      {
        "id": "$app",
        "value": "access_as_user",
        "type": "User",
        "isEnabled": true,
        "adminConsentDisplayName": "Ask for AI help with issues",
        "adminConsentDescription": "Lets an app request AI help with issues on behalf of the signed-in user.",
        "userConsentDisplayName": "Ask for AI help with issues",
        "userConsentDescription": "Lets the app ask for AI help with issues in your name."
      }
    ]
  }
}
END
az rest --method PATCH --uri "https://graph.microsoft.com/v1.0/applications/$object" --headers Content-Type=application/json --body "@$body" --output none
if [ -z "$(az ad sp list --filter "appId eq '$app'" --query '[0].id' --output tsv)" ]; then
  az ad sp create --id "$app" --output none
fi

azd env set AUTH_AUTHORITY "https://login.microsoftonline.com/$tenant/v2.0"
azd env set AUTH_AUDIENCE "$app"
azd env set AUTH_REQUIRED_SCOPE access_as_user
echo "Sign-in: app registration $name ($app), scope api://$app/access_as_user."
