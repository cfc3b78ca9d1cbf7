@description('Suffix of the names.')
param nameSuffix string

@description('Region of Application Insights, which the test must share.')
param location string

@description('Tags of the environment.')
param tags object

@description('Application Insights component for the results.')
param applicationInsightsName string

@description('Address of the API.')
param apiUri string

@description('Address for alert mails; empty: none.')
param email string

// One each in North America, Europe and Asia.
var probes = ['us-va-ash-azr', 'emea-nl-ams-azr', 'apac-sg-sin-azr']

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource mail 'Microsoft.Insights/actionGroups@2023-01-01' existing = if (!empty(email)) {
  name: 'ag-${nameSuffix}'
}

resource health 'Microsoft.Insights/webtests@2022-06-15' = {
  name: 'health-${nameSuffix}'
  location: location
  // The portal finds a component's tests by this tag.
  tags: union(tags, { 'hidden-link:${applicationInsights.id}': 'Resource' })
  kind: 'standard'
  properties: {
    SyntheticMonitorId: 'health-${nameSuffix}'
    Name: 'The API is healthy'
    Kind: 'standard'
    Enabled: true
    Frequency: 900
    Timeout: 60
    RetryEnabled: true
    Locations: [for probe in probes: { Id: probe }]
    Request: {
      RequestUrl: '${apiUri}/api/health'
      HttpVerb: 'GET'
      ParseDependentRequests: false
    }
    ValidationRules: {
      ExpectedHttpStatusCode: 200
      SSLCheck: true
      SSLCertRemainingLifetimeCheck: 7
    }
  }
}

resource unhealthy 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: 'availability-${nameSuffix}'
  location: 'global'
  tags: tags
  properties: {
    description: 'The health check fails from two places at a time.'
    severity: 1
    enabled: true
    scopes: [health.id, applicationInsights.id]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT30M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: health.id
      componentId: applicationInsights.id
      failedLocationCount: 2
    }
    autoMitigate: true
    actions: empty(email) ? [] : [{ actionGroupId: mail.id }]
  }
}
