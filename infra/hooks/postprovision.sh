#!/bin/sh
# azd runs this after provisioning, with the template's outputs in the environment.
set -eu
cd "$(dirname "$0")"
exec dotnet run merge-settings.cs
