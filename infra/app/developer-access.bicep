import { roles } from 'roles.bicep'

@description('Object id of the developer, group or pipeline.')
param principalId string

@allowed(['User', 'Group', 'ServicePrincipal'])
@description('Type of principalId.')
param principalType string

@description('Storage account with the tables.')
param storageName string

resource storage 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: storageName
}

resource tables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storage.id, principalId, roles.storageTableDataContributor)
  scope: storage
  properties: {
    principalId: principalId
    principalType: principalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageTableDataContributor)
  }
}
