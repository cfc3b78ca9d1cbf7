import { roles } from 'roles.bicep'

@description('Foundry or Azure OpenAI account, in the resource group that this module is deployed to.')
param accountName string

@description('Who calls the model.')
param principalId string

@allowed(['User', 'Group', 'ServicePrincipal'])
@description('What principalId is.')
param principalType string

@description('Known before the deployment, other than principalId may be: it makes the assignment\'s name.')
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
