import { roles } from 'roles.bicep'

@description('Foundry or Azure OpenAI account in the resource group of this module\'s deployment.')
param accountName string

@description('Principal that calls the model.')
param principalId string

@allowed(['User', 'Group', 'ServicePrincipal'])
@description('Type of principalId.')
param principalType string

@description('Name part of the role assignment. It must be known before the deployment, which principalId may not be.')
param principalKey string

resource account 'Microsoft.CognitiveServices/accounts@2026-07-01' existing = {
  name: accountName
}

resource model 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, principalKey, roles.cognitiveServicesOpenAIUser)
  scope: account
  properties: {
    principalId: principalId
    principalType: principalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.cognitiveServicesOpenAIUser)
  }
}
