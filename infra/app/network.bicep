@description('Name of the virtual network.')
param name string

@description('Region.')
param location string

@description('Tags of the environment.')
param tags object

@description('Storage account for the private endpoints.')
param storageName string

@description('Resource id of the model\'s account for the private endpoint.')
param modelAccountId string

// A Foundry account has three host names, all served by one endpoint.
var targets = [
  { name: 'blob', group: 'blob', resourceId: storage.id, zones: ['privatelink.blob.${environment().suffixes.storage}'] }
  { name: 'table', group: 'table', resourceId: storage.id, zones: ['privatelink.table.${environment().suffixes.storage}'] }
  {
    name: 'model'
    group: 'account'
    resourceId: modelAccountId
    zones: [
      'privatelink.cognitiveservices.azure.com'
      'privatelink.openai.azure.com'
      'privatelink.services.ai.azure.com'
    ]
  }
]
var zoneNames = flatten(map(targets, target => target.zones))

resource storage 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: storageName
}

resource network 'Microsoft.Network/virtualNetworks@2026-03-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: '10.0.1.0/24'
          delegations: [{ name: 'functions', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: '10.0.2.0/24'
          privateEndpointNetworkPolicies: 'Disabled'
        }
      }
    ]
  }

  resource appSubnet 'subnets' existing = {
    name: 'app'
  }

  resource endpointSubnet 'subnets' existing = {
    name: 'endpoints'
  }
}

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [for zone in zoneNames: {
  name: zone
  location: 'global'
  tags: tags
}]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [for (zone, i) in zoneNames: {
  parent: zones[i]
  name: name
  location: 'global'
  tags: tags
  properties: {
    registrationEnabled: false
    virtualNetwork: { id: network.id }
  }
}]

resource endpoints 'Microsoft.Network/privateEndpoints@2026-03-01' = [for target in targets: {
  name: 'pep-${target.name}-${name}'
  location: location
  tags: tags
  properties: {
    subnet: { id: network::endpointSubnet.id }
    privateLinkServiceConnections: [
      {
        name: target.name
        properties: { privateLinkServiceId: target.resourceId, groupIds: [target.group] }
      }
    ]
  }
}]

resource records 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2026-03-01' = [for (target, i) in targets: {
  parent: endpoints[i]
  name: 'default'
  properties: {
    privateDnsZoneConfigs: map(target.zones, zone => {
      name: replace(zone, '.', '-')
      properties: { privateDnsZoneId: resourceId('Microsoft.Network/privateDnsZones', zone) }
    })
  }
  dependsOn: [zones]
}]

output appSubnetId string = network::appSubnet.id
