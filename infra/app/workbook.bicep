@description('Region.')
param location string

@description('Tags of the environment.')
param tags object

@description('Application Insights component that the workbook queries; the workbook appears in its list.')
param applicationInsightsName string

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(applicationInsights.id, 'answers')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Answers: how slow, how sure, what they cost, who is limited'
    category: 'workbook'
    sourceId: applicationInsights.id
    serializedData: string(union(loadJsonContent('workbook.json'), { fallbackResourceIds: [applicationInsights.id] }))
  }
}
