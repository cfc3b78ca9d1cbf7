targetScope = 'subscription'

// Names and principals

@minLength(1)
@maxLength(64)
@description('Name of the azd environment, and tag of every resource.')
param environmentName string

// Regions with Flex Consumption. azd offers those where the subscription has quota for the default model: the entry
// of usageName is SKU, model and capacity, the defaults below.
@allowed([
  'australiaeast'
  'australiasoutheast'
  'brazilsouth'
  'canadacentral'
  'centralindia'
  'centralus'
  'eastasia'
  'eastus'
  'eastus2'
  'francecentral'
  'germanywestcentral'
  'italynorth'
  'japaneast'
  'koreacentral'
  'northcentralus'
  'northeurope'
  'norwayeast'
  'southafricanorth'
  'southcentralus'
  'southeastasia'
  'southindia'
  'spaincentral'
  'swedencentral'
  'uaenorth'
  'uksouth'
  'ukwest'
  'westcentralus'
  'westeurope'
  'westus'
  'westus2'
  'westus3'
])
@description('Region of all resources. docs/deploy.md names the source of the list.')
@metadata({
  azd: {
    type: 'location'
    default: 'eastus2'
    usageName: ['OpenAI.GlobalStandard.gpt-5.4-mini, 50']
  }
})
param location string

@description('Name of the resource group; empty: rg- and the environment\'s name.')
param resourceGroupName string = ''

@description('Object id of the developer, group or pipeline that gets roles on these resources; empty: only the app gets roles.')
param principalId string = ''

@allowed(['User', 'Group', 'ServicePrincipal'])
@description('Type of principalId; ServicePrincipal for a pipeline.')
param principalType string = 'User'

// The model

@description('Name of an existing Foundry or Azure OpenAI account; empty: the template creates one.')
param existingModelAccountName string = ''

@description('Resource group of the existing account; empty: the resource group of the environment.')
param existingModelAccountResourceGroup string = ''

@description('Deployment of the existing account. A new account has a deployment with the model\'s name.')
param existingModelDeployment string = ''

@description('Fallback deployments of the existing account, comma-separated; empty: none.')
param existingFallbackDeployments string = ''

@description('Region of the new model account; empty: the region of all other resources.')
param openAiLocation string = ''

@description('Model to deploy. docs/deploy.md explains the default.')
param modelName string = 'gpt-5.4-mini'

@description('Version of the model.')
param modelVersion string = '2026-03-17'

@description('Deployment type: GlobalStandard, DataZoneStandard or Standard.')
param modelSku string = 'GlobalStandard'

@minValue(1)
@description('Quota of the deployment in thousands of tokens per minute.')
param modelCapacity int = 50

@description('Model of a fallback deployment, for when the first is rate limited or down; empty: none.')
param fallbackModelName string = ''

@description('Version of the fallback model.')
param fallbackModelVersion string = ''

@description('Deployment type of the fallback model.')
param fallbackModelSku string = 'GlobalStandard'

@minValue(1)
@description('Quota of the fallback deployment in thousands of tokens per minute.')
param fallbackModelCapacity int = 50

@description('API surface of the model\'s account: v1 (versionless), or a dated version.')
param modelApiVersion string = 'v1'

@allowed(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'omit'])
@description('Reasoning effort for the model; omit leaves the parameter out. None gives the shortest time to first token.')
param reasoningEffort string = 'none'

@allowed(['Blocking', 'Asynchronous_filter'])
@description('Content filter mode: Blocking delays text until it is checked; Asynchronous_filter streams at once and may withdraw text later.')
param contentFilterMode string = 'Blocking'

// The function app

@allowed([512, 2048, 4096])
@description('Memory of an instance in MB.')
param instanceMemoryMB int = 2048

@minValue(1)
@maxValue(1000)
@description('Maximum number of on-demand instances per function group: all HTTP functions are one group, each timer is its own. Not a hard limit.')
param maximumInstanceCount int = 40

@minValue(1)
@maxValue(1000)
@description('Concurrent requests per instance before another one starts; a stream counts as one until it ends.')
param httpConcurrency int = 50

@minValue(0)
@description('Number of always-ready instances, which are billed around the clock.')
param alwaysReadyInstances int = 0

@description('Origins that may call from a browser, comma-separated; the demo page\'s origin is added. Wildcards are refused.')
param allowedOrigins string = ''

// Access control and quotas

@description('Issuer of the bearer tokens that clients must send, https; empty: no token is required, and all clients are one tenant.')
param authAuthority string = ''

@description('Audience of the bearer tokens.')
param authAudience string = ''

@description('Required scope of a token; empty: any.')
param authRequiredScope string = ''

@description('Required role of a token; empty: any.')
param authRequiredRole string = ''

@minValue(1)
@description('Generations per client and minute.')
param permitLimit int = 20

@minValue(1)
@description('Model tokens per client and day.')
param tokensPerDay int = 200000

@minValue(0)
@description('Position of the client\'s address in the address header, counted from the right; 0: the connection\'s address. docs/deploy.md lists values for proxies.')
param trustedProxies int = 1

@description('Header with the client\'s address.')
param clientAddressHeader string = 'X-Forwarded-For'

// The demo page

@description('Whether to create the static site of the demo page.')
param deployWeb bool = true

@allowed(['Free', 'Standard'])
@description('Plan of the static site; Standard has an SLA and a monthly price.')
param webSku string = 'Free'

@allowed(['centralus', 'eastasia', 'eastus2', 'westeurope', 'westus2'])
@description('Region of the static site, which few regions support; its files are served worldwide.')
param webLocation string = 'eastus2'

// Network, monitoring, budget

@description('Whether blobs, tables and the model accept connections from private endpoints only.')
param vnetEnabled bool = false

@minValue(1)
@description('Maximum log ingestion in GB per day; further logs are dropped until the next day.')
param logsDailyCapGb int = 1

@description('Address for alert and budget mails; empty: alerts appear in the portal only.')
param alertEmail string = ''

@description('Whether three probes call /api/health every 15 minutes, with an alert on failure. They cost money, and wake the app.')
param availabilityTest bool = false

@minValue(0)
@description('Budget per month, in the subscription\'s currency; 0: none.')
param monthlyBudget int = 0

@description('Start of the budget, the first day of a month. Keep the value: the start of a budget can\'t change.')
param budgetStart string = utcNow('yyyy-MM-01')

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }

// These names are known before the deployment, so a preview can list every resource and role.
var names = {
  identity: 'id-${token}'
  workspace: 'log-${token}'
  applicationInsights: 'appi-${token}'
  storage: 'st${token}'
  packages: 'packages'
  modelAccount: 'aif-${token}'
  network: 'vnet-${token}'
  web: 'stapp-${token}'
  plan: 'plan-${token}'
  api: 'func-${token}'
}
var newDeployments = {
  model: modelName
  fallback: empty(fallbackModelName) ? '' : '${fallbackModelName}-fallback'
}

// The app's model account: a new or an existing one.
var reusesModel = !empty(existingModelAccountName)
var groupName = empty(resourceGroupName) ? 'rg-${environmentName}' : resourceGroupName
var model = {
  account: reusesModel ? existingModelAccountName : names.modelAccount
  resourceGroup: reusesModel && !empty(existingModelAccountResourceGroup) ? existingModelAccountResourceGroup : groupName
  deployment: reusesModel ? existingModelDeployment : newDeployments.model
  fallbackDeployments: reusesModel ? existingFallbackDeployments : newDeployments.fallback
}
var checkedDeployment = empty(model.deployment) ? fail('existingModelDeployment must name a deployment of the existing account') : model.deployment

// Derived from the account's subdomain, which equals the name of a new account: the endpoint property of a Foundry account
// names another surface than the app's.
var modelSubdomain = reusesModel ? knownModelAccount!.properties.customSubDomainName : names.modelAccount
var modelEndpoint = 'https://${modelSubdomain}.openai.azure.com/'

var origins = filter(map(split(allowedOrigins, ','), origin => trim(origin)), origin => !empty(origin))
var listedOrigins = contains(allowedOrigins, '*') ? fail('allowedOrigins must list origins, not a wildcard') : origins

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: groupName
  location: location
  tags: tags
}

module identity 'app/identity.bicep' = {
  scope: group
  params: {
    name: names.identity
    location: location
    tags: tags
  }
}

module monitoring 'app/monitoring.bicep' = {
  scope: group
  params: {
    workspaceName: names.workspace
    applicationInsightsName: names.applicationInsights
    location: location
    tags: tags
    dailyCapGb: logsDailyCapGb
  }
}

module storage 'app/storage.bicep' = {
  scope: group
  params: {
    name: names.storage
    packageContainerName: names.packages
    location: location
    tags: tags
    workspaceName: names.workspace
    privateOnly: vnetEnabled
  }
  dependsOn: [monitoring]
}

module modelAccount 'app/model.bicep' = if (!reusesModel) {
  scope: group
  params: {
    name: names.modelAccount
    location: empty(openAiLocation) ? location : openAiLocation
    tags: tags
    workspaceName: names.workspace
    privateOnly: vnetEnabled
    contentFilterMode: contentFilterMode
    model: {
      deployment: newDeployments.model
      name: modelName
      version: modelVersion
      sku: modelSku
      capacity: modelCapacity
    }
    fallbackModel: empty(fallbackModelName)
      ? null
      : {
          deployment: newDeployments.fallback
          name: fallbackModelName
          version: fallbackModelVersion
          sku: fallbackModelSku
          capacity: fallbackModelCapacity
        }
  }
  dependsOn: [monitoring]
}

module appAccess 'app/app-access.bicep' = {
  scope: group
  params: {
    identityName: names.identity
    storageName: names.storage
    applicationInsightsName: names.applicationInsights
  }
  dependsOn: [identity, storage, monitoring]
}

// The account's keys are disabled, so the app needs the role; an existing account is in another resource group.
resource knownModelAccount 'Microsoft.CognitiveServices/accounts@2026-07-01' existing = {
  scope: resourceGroup(model.resourceGroup)
  name: model.account
}

module appModelAccess 'app/model-access.bicep' = {
  scope: resourceGroup(model.resourceGroup)
  params: {
    accountName: model.account
    principalId: identity.outputs.principalId
    principalType: 'ServicePrincipal'
    principalKey: '${groupName}/${names.identity}'
  }
  dependsOn: [modelAccount]
}

module developerAccess 'app/developer-access.bicep' = if (!empty(principalId)) {
  scope: group
  params: {
    principalId: principalId
    principalType: principalType
    storageName: names.storage
  }
  dependsOn: [storage]
}

module developerModelAccess 'app/model-access.bicep' = if (!empty(principalId)) {
  scope: resourceGroup(model.resourceGroup)
  params: {
    accountName: model.account
    principalId: principalId
    principalType: principalType
    principalKey: principalId
  }
  dependsOn: [modelAccount]
}

module network 'app/network.bicep' = if (vnetEnabled) {
  scope: group
  params: {
    name: names.network
    location: location
    tags: tags
    storageName: names.storage
    modelAccountId: knownModelAccount.id
  }
  dependsOn: [storage, modelAccount]
}

module web 'app/web.bicep' = if (deployWeb) {
  scope: group
  params: {
    name: names.web
    location: webLocation
    sku: webSku
    tags: union(tags, { 'azd-service-name': 'web' })
  }
}

module api 'app/api.bicep' = {
  scope: group
  params: {
    name: names.api
    planName: names.plan
    location: location
    tags: tags
    serviceName: 'api'
    identityName: names.identity
    storageName: names.storage
    packageContainerName: names.packages
    applicationInsightsName: names.applicationInsights
    workspaceName: names.workspace
    modelEndpoint: modelEndpoint
    apiVersion: modelApiVersion
    reasoningEffort: reasoningEffort == 'omit' ? '' : reasoningEffort
    modelDeployment: checkedDeployment
    fallbackDeployments: model.fallbackDeployments
    authAuthority: authAuthority
    authAudience: authAudience
    requiredScope: authRequiredScope
    requiredRole: authRequiredRole
    permitLimit: permitLimit
    tokensPerDay: tokensPerDay
    trustedProxies: trustedProxies
    clientAddressHeader: clientAddressHeader
    allowedOrigins: union(listedOrigins, deployWeb ? [web!.outputs.uri] : [])
    subnetId: vnetEnabled ? network!.outputs.appSubnetId : ''
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    httpConcurrency: httpConcurrency
    alwaysReadyInstances: alwaysReadyInstances
  }
  // The host reads its storage at start-up: without the roles it would fail first.
  dependsOn: [appAccess, appModelAccess]
}

module alerts 'app/alerts.bicep' = {
  scope: group
  params: {
    nameSuffix: token
    location: location
    tags: tags
    workspaceName: names.workspace
    modelAccountId: knownModelAccount.id
    email: alertEmail
  }
  dependsOn: [monitoring, modelAccount]
}

module availability 'app/availability.bicep' = if (availabilityTest) {
  scope: group
  params: {
    nameSuffix: token
    location: location
    tags: tags
    applicationInsightsName: names.applicationInsights
    apiUri: api.outputs.uri
    email: alertEmail
  }
  dependsOn: [alerts, monitoring]
}

module workbook 'app/workbook.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    applicationInsightsName: names.applicationInsights
  }
  dependsOn: [monitoring]
}

module budget 'app/budget.bicep' = if (monthlyBudget > 0) {
  scope: group
  params: {
    name: 'budget-${token}'
    amount: monthlyBudget
    start: budgetStart
    email: alertEmail
  }
}

// azd stores every output in the environment and, for a .NET project, in its user secrets, so no output has the name of a
// product setting. infra/hooks/merge-settings.cs maps the outputs that a local run needs.
output AZURE_LOCATION string = location
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_API_NAME string = names.api
output AZURE_API_URI string = api.outputs.uri
output AZURE_WEB_URI string = deployWeb ? web!.outputs.uri : ''
output AZURE_OPENAI_ENDPOINT string = modelEndpoint
output AZURE_OPENAI_DEPLOYMENT string = model.deployment
output AZURE_OPENAI_FALLBACK_DEPLOYMENTS string = model.fallbackDeployments
output AZURE_FOUNDRY_ENDPOINT string = 'https://${modelSubdomain}.services.ai.azure.com/'
output AZURE_TABLES_ENDPOINT string = storage.outputs.tableEndpoint
