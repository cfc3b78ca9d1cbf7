#!/bin/sh
# azd runs this before it uploads the demo page, which reads the API's address from /config.json. API_BASE is for an address
# that the template doesn't know: a custom domain or a gateway.
set -eu
cd "$(dirname "$0")/../../web/dist/demo"
printf '{"apiBase":"%s"}\n' "${API_BASE:-$AZURE_API_URI}" > config.json
