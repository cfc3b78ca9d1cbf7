using '../main.bicep'

param environmentName = 'sample'
param location = 'swedencentral'
param principalId = '22222222-2222-2222-2222-222222222222'
param principalType = 'ServicePrincipal'
param fallbackModelName = 'gpt-5.4-nano'
param fallbackModelVersion = '2026-03-17'
param authAuthority = 'https://login.microsoftonline.com/33333333-3333-3333-3333-333333333333/v2.0'
param authAudience = '44444444-4444-4444-4444-444444444444'
param authRequiredScope = 'access_as_user'
param reasoningEffort = 'omit'
param clientAddressHeader = 'X-Azure-ClientIP'
param webSku = 'Standard'
param alertEmail = 'team@example.com'
param availabilityTest = true
param monthlyBudget = 50
param budgetStart = '2026-12-01'
