@description('Suffix of the alerts\' names.')
param nameSuffix string

@description('Region of the log alerts, the same as the workspace\'s.')
param location string

@description('Tags of the environment.')
param tags object

@description('Log Analytics workspace that the alerts query.')
param workspaceName string

@description('Resource id of the model\'s account.')
param modelAccountId string

@description('Address for alert mails; empty: none.')
param email string

var actionGroupIds = empty(email) ? [] : [mail.id]

// Only HTTP requests have a status: timers and the worker's own spans would lower the failure rate.
var queries = [
  {
    name: 'server-errors'
    title: 'More than 5 % of requests fail with 5xx'
    severity: 1
    frequency: 'PT5M'
    query: '''
      AppRequests
      | where toint(ResultCode) >= 100
      | summarize Requests = sum(ItemCount), Failed = sumif(ItemCount, toint(ResultCode) >= 500)
      | where Requests >= 20
      | project Value = 100.0 * Failed / Requests'''
    threshold: 5
  }
  {
    name: 'first-token'
    title: 'The model\'s first token takes longer than 5 s (p95)'
    severity: 2
    frequency: 'PT15M'
    query: '''
      AppMetrics
      | where Name == "gen_ai.client.operation.time_to_first_chunk" and ItemCount > 0
      | summarize Value = percentilew(Sum / ItemCount, ItemCount, 95)'''
    threshold: 5
  }
  {
    name: 'exceptions'
    title: 'More than 10 exceptions in 15 minutes'
    severity: 2
    frequency: 'PT15M'
    query: '''
      AppExceptions
      | summarize Value = sum(ItemCount)'''
    threshold: 10
  }
]

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' existing = {
  name: workspaceName
}

resource mail 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: 'ag-${nameSuffix}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'issueai'
    enabled: true
    emailReceivers: [{ name: 'mail', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource logAlerts 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [for alert in queries: {
  name: '${alert.name}-${nameSuffix}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: alert.title
    severity: alert.severity
    enabled: true
    scopes: [workspace.id]
    evaluationFrequency: alert.frequency
    windowSize: 'PT15M'
    criteria: {
      allOf: [
        {
          query: alert.query
          metricMeasureColumn: 'Value'
          timeAggregation: 'Maximum'
          operator: 'GreaterThan'
          threshold: alert.threshold
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    autoMitigate: true
    // A new workspace doesn't contain these tables yet.
    skipQueryValidation: true
    actions: { actionGroups: actionGroupIds }
  }
}]

resource rateLimited 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: 'model-rate-limited-${nameSuffix}'
  location: 'global'
  tags: tags
  properties: {
    description: 'The model answers 429: the deployment\'s quota is used up.'
    severity: 2
    enabled: true
    scopes: [modelAccountId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'answers-429'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.CognitiveServices/accounts'
          metricName: 'AzureOpenAIRequests'
          dimensions: [{ name: 'StatusCode', operator: 'Include', values: ['429'] }]
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 10
        }
      ]
    }
    autoMitigate: true
    actions: [for id in actionGroupIds: { actionGroupId: id }]
  }
}
