@description('Name of the storage account.')
@minLength(3)
@maxLength(24)
param name string

@description('Blob container for deployment packages.')
param packageContainerName string

@description('Region.')
param location string

@description('Tags of the environment.')
param tags object

@description('Log Analytics workspace for diagnostics.')
param workspaceName string

@description('Whether the account accepts connections from private endpoints only.')
param privateOnly bool

// The same names as src/IssueAi/Tables/TableNames.cs; a test compares them.
var tableNames = ['Responses', 'CacheKeys', 'History', 'Issues', 'RateLimits', 'Feedback', 'Calibration']

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: workspaceName
}

resource storage 'Microsoft.Storage/storageAccounts@2026-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: privateOnly ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: privateOnly ? 'Deny' : 'Allow'
    }
  }

  resource blobService 'blobServices' = {
    name: 'default'

    resource packages 'containers' = {
      name: packageContainerName
      properties: { publicAccess: 'None' }
    }
  }

  resource tableService 'tableServices' = {
    name: 'default'

    resource tables 'tables' = [for table in tableNames: {
      name: table
    }]
  }
}

// Deletions are logged; logs of every read and write would cost more than the tables do. The only stable version of
// these settings, 2016-09-01, is older and supports fewer of them.
#disable-next-line use-recent-api-versions
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: storage::tableService
  properties: {
    workspaceId: workspace.id
    logs: [{ category: 'StorageDelete', enabled: true }]
    metrics: [{ category: 'Transaction', enabled: true }]
  }
}

output tableEndpoint string = storage.properties.primaryEndpoints.table
