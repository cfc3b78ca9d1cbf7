@description('Name of the function app.')
param name string

@description('Name of the app\'s plan.')
param planName string

@description('Region.')
param location string

@description('Tags of the environment.')
param tags object

@description('Name of the service in azure.yaml.')
param serviceName string

@description('Identity that the app runs as.')
param identityName string

@description('Storage account with the host\'s blobs, the packages and the tables.')
param storageName string

@description('Blob container for deployment packages.')
param packageContainerName string

@description('Application Insights component.')
param applicationInsightsName string

@description('Log Analytics workspace for diagnostics.')
param workspaceName string

@description('OpenAI endpoint of the model\'s account.')
param modelEndpoint string

@description('Name of the model\'s deployment.')
param modelDeployment string

@description('Fallback deployments, comma-separated; empty: none.')
param fallbackDeployments string

@description('API surface of the model\'s account: v1, or a dated version.')
param apiVersion string

@description('Reasoning effort for the model; empty: the model\'s default.')
param reasoningEffort string

@description('Issuer of clients\' bearer tokens; empty: no token is required.')
param authAuthority string

@description('Audience of the bearer tokens.')
param authAudience string

@description('Required scope of a token; empty: any.')
param requiredScope string

@description('Required role of a token; empty: any.')
param requiredRole string

@description('Generations per client and minute.')
param permitLimit int

@description('Model tokens per client and day.')
param tokensPerDay int

@description('Position of the client\'s address in the address header, counted from the right; 0: the connection\'s address.')
param trustedProxies int

@description('Header with the client\'s address.')
param clientAddressHeader string

@description('Origins that may call from a browser.')
param allowedOrigins string[]

@description('Subnet for outgoing traffic; empty: none.')
param subnetId string

@description('Memory of an instance in MB.')
param instanceMemoryMB int

@description('Maximum number of on-demand instances per function group.')
param maximumInstanceCount int

@description('Concurrent requests per instance.')
param httpConcurrency int

@description('Number of always-ready instances.')
param alwaysReadyInstances int

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource storage 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: storageName
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: workspaceName
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': serviceName })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      // By default a deployment ends running requests at once. Bicep's types don't know the property yet
      // (Microsoft.Web 2025-03-01 in Bicep 0.49.2); the service does (docs/deploy.md has the source).
      #disable-next-line BCP037
      siteUpdateStrategy: { type: 'RollingUpdate' }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyInstances > 0 ? [{ name: 'http', instanceCount: alwaysReadyInstances }] : []
        triggers: { http: { perInstanceConcurrency: httpConcurrency } }
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storage.properties.primaryEndpoints.blob}${packageContainerName}'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
        }
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      cors: {
        allowedOrigins: allowedOrigins
        supportCredentials: false
      }
      // The platform's settings, then the product's, with the names in docs: a test binds them to their options classes.
      appSettings: [
        { name: 'AzureWebJobsStorage__blobServiceUri', value: storage.properties.primaryEndpoints.blob }
        { name: 'AzureWebJobsStorage__tableServiceUri', value: storage.properties.primaryEndpoints.table }
        { name: 'AzureWebJobsStorage__credential', value: 'managedidentity' }
        { name: 'AzureWebJobsStorage__clientId', value: identity.properties.clientId }
        { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: applicationInsights.properties.ConnectionString }
        {
          name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING'
          value: 'ClientId=${identity.properties.clientId};Authorization=AAD'
        }
        // The identity for the product's own clients.
        { name: 'AZURE_CLIENT_ID', value: identity.properties.clientId }
        { name: 'AzureOpenAI__Endpoint', value: modelEndpoint }
        { name: 'AzureOpenAI__Deployment', value: modelDeployment }
        { name: 'AzureOpenAI__FallbackDeployments', value: fallbackDeployments }
        { name: 'AzureOpenAI__ApiVersion', value: apiVersion }
        { name: 'Generation__ReasoningEffort', value: reasoningEffort }
        { name: 'Tables__ServiceUri', value: storage.properties.primaryEndpoints.table }
        { name: 'Auth__Authority', value: authAuthority }
        { name: 'Auth__Audience', value: authAudience }
        { name: 'Auth__RequiredScope', value: requiredScope }
        { name: 'Auth__RequiredRole', value: requiredRole }
        { name: 'RateLimit__PermitLimit', value: string(permitLimit) }
        { name: 'RateLimit__TokensPerDay', value: string(tokensPerDay) }
        { name: 'RateLimit__TrustedProxies', value: string(trustedProxies) }
        { name: 'RateLimit__ClientAddressHeader', value: clientAddressHeader }
      ]
    }
  }

  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

// The only stable version, 2016-09-01, is older and supports fewer settings.
#disable-next-line use-recent-api-versions
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: app
  properties: {
    workspaceId: workspace.id
    logs: [{ category: 'FunctionAppLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output uri string = 'https://${app.properties.defaultHostName}'
