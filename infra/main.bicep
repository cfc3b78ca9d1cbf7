targetScope = 'subscription'

// Who and where

@minLength(1)
@maxLength(64)
@description('Name of the azd environment; every resource is tagged with it.')
param environmentName string

// Regions with Flex Consumption. Of these azd offers the ones where the subscription has quota for the default model: the entry
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
@description('Region of all resources. docs/deploy.md has the source of the list.')
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

@description('Object id of who develops or tests against these resources; empty: nobody besides the app gets a role.')
param principalId string = ''

@allowed(['User', 'Group', 'ServicePrincipal'])
@description('What principalId is; a pipeline is a ServicePrincipal.')
param principalType string = 'User'

// The model

@description('Name of an existing Foundry or Azure OpenAI account to use; empty: a new one is made.')
param existingModelAccountName string = ''

@description('Resource group of the existing account; empty: the environment\'s own.')
param existingModelAccountResourceGroup string = ''

@description('Deployment of the existing account that answers. A new account has a deployment with the model\'s name.')
param existingModelDeployment string = ''

@description('Deployments of the existing account to turn to, comma-separated; empty: none.')
param existingFallbackDeployments string = ''

@description('Region of the new model account; empty: the same as all other resources.')
param openAiLocation string = ''

@description('Model to deploy. docs/deploy.md says why this one.')
param modelName string = 'gpt-5.4-mini'

@description('Version of the model.')
param modelVersion string = '2026-03-17'

@description('Deployment type: GlobalStandard, DataZoneStandard or Standard.')
param modelSku string = 'GlobalStandard'

@minValue(1)
@description('Quota of the deployment in thousands of tokens per minute.')
param modelCapacity int = 50

@description('Model of a second deployment to turn to when the first is rate limited or down; empty: none.')
param fallbackModelName string = ''

@description('Version of the fallback model.')
param fallbackModelVersion string = ''

@description('Deployment type of the fallback model.')
param fallbackModelSku string = 'GlobalStandard'

@minValue(1)
@description('Quota of the fallback deployment in thousands of tokens per minute.')
param fallbackModelCapacity int = 50

@description('API surface of the model\'s account: v1, the versionless one, or a dated version.')
param modelApiVersion string = 'v1'

@allowed(['none', 'minimal', 'low', 'medium', 'high', 'omit'])
@description('Reasoning effort to ask the model for; omit asks for none in particular. None gives the first word at once.')
param reasoningEffort string = 'none'

@allowed(['Blocking', 'Asynchronous_filter'])
@description('Blocking holds text back until it is checked; Asynchronous_filter streams at once and withdraws afterwards.')
param contentFilterMode string = 'Blocking'

// The function app

@allowed([512, 2048, 4096])
@description('Memory of an instance in MB.')
param instanceMemoryMB int = 2048

@minValue(1)
@maxValue(1000)
@description('Most on-demand instances per function group: all HTTP functions are one group, each timer is its own. Not a hard limit.')
param maximumInstanceCount int = 40

@minValue(1)
@maxValue(1000)
@description('Requests that an instance serves at a time before another one is started; a stream counts as one until it ends.')
param httpConcurrency int = 50

@minValue(0)
@description('Instances kept warm and paid for around the clock.')
param alwaysReadyInstances int = 0

@description('Origins allowed to call from a browser, comma-separated; the demo page\'s own is added. A wildcard is refused.')
param allowedOrigins string = ''

// Who may call, and how much

@description('Who issues the bearer tokens that callers must bring, https; empty: none is asked for, and all callers are one tenant.')
param authAuthority string = ''

@description('Audience of those tokens.')
param authAudience string = ''

@description('Scope that those tokens must have; empty: any.')
param authRequiredScope string = ''

@description('Role that those tokens must have; empty: any.')
param authRequiredRole string = ''

@minValue(1)
@description('Generations that a caller may start per minute.')
param permitLimit int = 20

@minValue(1)
@description('Model tokens that a caller may use per day.')
param tokensPerDay int = 200000

@minValue(0)
@description('Which entry of the address header is the caller\'s, counted from the right; 0: the connection\'s own address. docs/deploy.md has the value behind each proxy.')
param trustedProxies int = 1

@description('Header that holds the caller\'s address.')
param clientAddressHeader string = 'X-Forwarded-For'

// The demo page

@description('Whether to make the static site of the demo page.')
param deployWeb bool = true

@allowed(['Free', 'Standard'])
@description('Plan of the static site; Standard has an SLA and a monthly price.')
param webSku string = 'Free'

@allowed(['centralus', 'eastasia', 'eastus2', 'westeurope', 'westus2'])
@description('Region of the static site, which few regions offer; its files are served worldwide.')
param webLocation string = 'eastus2'

// Network, watching, money

@description('Whether blobs, tables and the model are reached through private endpoints only.')
param vnetEnabled bool = false

@minValue(1)
@description('Most GB of logs taken per day; further ones are dropped until the next day.')
param logsDailyCapGb int = 1

@description('Address that alerts and the budget mail to; empty: alerts show in the portal only.')
param alertEmail string = ''

@description('Whether three probes call /api/health every 15 minutes, and an alert tells when it fails. They cost money, and wake the app.')
param availabilityTest bool = false

@minValue(0)
@description('Budget per month, in the subscription\'s currency; 0: none.')
param monthlyBudget int = 0

@description('First day of the budget, the first of a month. Keep it: a budget can\'t be moved to another start.')
param budgetStart string = utcNow('yyyy-MM-01')

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }

// Known before anything exists, so that a preview can name every resource and role.
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

// What the app calls: the model account made here, or one that is there already.
var reusesModel = !empty(existingModelAccountName)
var groupName = empty(resourceGroupName) ? 'rg-${environmentName}' : resourceGroupName
var model = {
  account: reusesModel ? existingModelAccountName : names.modelAccount
  resourceGroup: reusesModel && !empty(existingModelAccountResourceGroup) ? existingModelAccountResourceGroup : groupName
  deployment: reusesModel ? existingModelDeployment : newDeployments.model
  fallbackDeployments: reusesModel ? existingFallbackDeployments : newDeployments.fallback
}
var checkedDeployment = empty(model.deployment) ? fail('existingModelDeployment must name a deployment of the existing account') : model.deployment

// From the account's subdomain, which a new one shares with its name: the endpoint property of a Foundry account names
// another surface than the one that the app calls.
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

// The account's keys are off, so the app needs the role; an existing account stands in a group of its own.
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
  // The host reads its storage as it starts: without the roles it would have to fail first.
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

// azd stores every output in the environment and, for a .NET project, in its user secrets: none is named as a setting of the
// product. infra/hooks/merge-settings.cs maps those that a local run needs.
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
