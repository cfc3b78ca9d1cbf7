@description('Name of the static site.')
param name string

@description('Region.')
param location string

@description('Plan: Free or Standard.')
param sku string

@description('Tags of the environment and of the azd service.')
param tags object

// The site serves only files: its proxy buffers streams and cuts them at 45 s, so the page calls the function app directly.
resource site 'Microsoft.Web/staticSites@2025-03-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: sku, tier: sku }
  properties: {}
}

output uri string = 'https://${site.properties.defaultHostname}'
