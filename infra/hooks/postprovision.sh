#!/bin/sh
# azd runs this once the resources are there, with the template's outputs in the environment.
set -eu
cd "$(dirname "$0")"
exec dotnet run merge-settings.cs
