@description('A model and its capacity.')
type deployedModel = {
  @description('Name of the deployment.')
  deployment: string

  @description('Name of the model.')
  name: string

  @description('Version of the model.')
  version: string

  @description('Deployment type.')
  sku: string

  @description('Thousands of tokens per minute.')
  capacity: int
}

@description('Name of the Foundry account, and first part of its host names.')
param name string

@description('Region.')
param location string

@description('Tags of the environment.')
param tags object

@description('Log Analytics workspace for diagnostics.')
param workspaceName string

@description('Whether the account accepts connections from private endpoints only.')
param privateOnly bool

@description('Content filter mode: text waits for the filter (Blocking), or the filter withdraws it later (Asynchronous_filter).')
@allowed(['Blocking', 'Asynchronous_filter'])
param contentFilterMode string

@description('Primary model.')
param model deployedModel

@description('Fallback model; null: none.')
param fallbackModel deployedModel?

var models = fallbackModel == null ? [model] : [model, fallbackModel!]
var harms = ['Hate', 'Sexual', 'Violence', 'Selfharm']

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: workspaceName
}

resource account 'Microsoft.CognitiveServices/accounts@2026-07-01' = {
  name: name
  location: location
  tags: tags
  // Foundry (AIServices) serves the OpenAI surface, and other providers' models too.
  kind: 'AIServices'
  sku: { name: 'S0' }
  properties: {
    customSubDomainName: name
    disableLocalAuth: true
    publicNetworkAccess: privateOnly ? 'Disabled' : 'Enabled'
    networkAcls: { defaultAction: privateOnly ? 'Deny' : 'Allow' }
  }
}

resource contentFilter 'Microsoft.CognitiveServices/accounts/raiPolicies@2026-07-01' = {
  parent: account
  name: 'issue-text'
  properties: {
    basePolicyName: 'Microsoft.DefaultV2'
    mode: contentFilterMode
    contentFilters: concat(
      map(harms, harm => { name: harm, source: 'Prompt', enabled: true, blocking: true, severityThreshold: 'Medium' }),
      map(harms, harm => { name: harm, source: 'Completion', enabled: true, blocking: true, severityThreshold: 'Medium' }),
      [
        { name: 'Jailbreak', source: 'Prompt', enabled: true, blocking: true }
        // Strangers write issues: the text may contain instructions for the model.
        { name: 'Indirect Attack', source: 'Prompt', enabled: true, blocking: true }
        { name: 'Protected Material Text', source: 'Completion', enabled: true, blocking: true }
      ]
    )
  }
}

// One after the other: the service refuses concurrent changes of an account.
@batchSize(1)
resource deployments 'Microsoft.CognitiveServices/accounts/deployments@2026-07-01' = [for deployed in models: {
  parent: account
  name: deployed.deployment
  sku: { name: deployed.sku, capacity: deployed.capacity }
  properties: {
    model: { format: 'OpenAI', name: deployed.name, version: deployed.version }
    raiPolicyName: contentFilter.name
    versionUpgradeOption: 'OnceCurrentVersionExpired'
  }
}]

// The only stable version, 2016-09-01, is older and supports fewer settings.
#disable-next-line use-recent-api-versions
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: account
  properties: {
    workspaceId: workspace.id
    logs: [{ category: 'Audit', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}
