#!/bin/sh
# azd runs this after the deployment: it fails unless the API is healthy and streams a response.
set -eu
cd "$(dirname "$0")"
keys="az functionapp keys list --resource-group $AZURE_RESOURCE_GROUP --name $AZURE_API_NAME --query functionKeys.default --output tsv"

give_up() {
  cat >&2 <<END

The deployment isn't usable yet. What to do:
  1. After a first deployment roles may need some minutes: azd hooks run postdeploy
  2. Restart the host: az functionapp restart --resource-group $AZURE_RESOURCE_GROUP --name $AZURE_API_NAME
  3. Deploy the code again: azd deploy api
  4. See docs/deploy.md, "When it fails", and the app's logs in Application Insights.
END
  exit 1
}

dotnet run check-deployment.cs health || give_up

if [ -n "${AUTH_AUTHORITY:-}" ]; then
  echo "No answer was streamed: callers need a bearer token (AUTH_AUTHORITY), and this hook has none."
else
  # The host stores the keys, so they are available only now.
  key=
  if command -v az >/dev/null 2>&1; then
    key=$(az functionapp keys list --subscription "$AZURE_SUBSCRIPTION_ID" --resource-group "$AZURE_RESOURCE_GROUP" --name "$AZURE_API_NAME" \
      --query functionKeys.default --output tsv) || echo "az can't read the function key." >&2
  fi
  if [ -n "$key" ]; then
    FUNCTION_KEY=$key dotnet run check-deployment.cs answer || give_up
  else
    echo "No answer was streamed: the Azure CLI (az, signed in) reads the function key. Install it, and: azd hooks run postdeploy"
  fi
fi

cat <<END

API:          $AZURE_API_URI
Demo page:    ${AZURE_WEB_URI:-none}
Function key: $keys
END
