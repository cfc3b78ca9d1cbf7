@description('Name of the identity.')
param name string

@description('Region.')
param location string

@description('Tags of the environment.')
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

output principalId string = identity.properties.principalId
