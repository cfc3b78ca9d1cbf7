using '../main.bicep'

param environmentName = 'sample'
param location = 'swedencentral'
param vnetEnabled = true
param alwaysReadyInstances = 1
