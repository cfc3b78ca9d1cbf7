using System.ComponentModel.DataAnnotations;
using Azure.Data.Tables;

namespace IssueAi.Tables;

/// <summary>A connection string that the tables' client can parse. It isn't tried.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class StorageConnectionAttribute() : ValidationAttribute("isn't a connection string of a storage account")
{
    public override bool IsValid(object? value)
    {
        if (value is not string connection || string.IsNullOrWhiteSpace(connection)) return true;
        try
        {
            _ = new TableServiceClient(connection);
            return true;
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or ArgumentException)
        {
            return false;
        }
    }
}
