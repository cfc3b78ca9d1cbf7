using '../main.bicep'

param environmentName = 'sample'
param location = 'swedencentral'
param principalId = '11111111-1111-1111-1111-111111111111'
param existingModelAccountName = 'shared-models'
param existingModelAccountResourceGroup = 'rg-shared'
param existingModelDeployment = 'chat'
param existingFallbackDeployments = 'chat-eu, chat-us'
