using '../main.bicep'

param environmentName = 'sample'
param location = 'swedencentral'
param deployWeb = false
