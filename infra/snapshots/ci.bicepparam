using '../main.bicep'

param environmentName = 'sample'
param location = 'swedencentral'
param principalId = '22222222-2222-2222-2222-222222222222'
param principalType = 'ServicePrincipal'
param fallbackModelName = 'gpt-5.4-nano'
param fallbackModelVersion = '2026-03-17'
param alertEmail = 'team@example.com'
param monthlyBudget = 50
param budgetStart = '2026-12-01'
