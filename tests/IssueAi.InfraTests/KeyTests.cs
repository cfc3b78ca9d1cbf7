namespace IssueAi.InfraTests;

public sealed class KeyTests
{
    [BicepTheory]
    [InlineData("listKeys")]
    [InlineData("listAccountSas")]
    [InlineData("listSecrets")]
    [InlineData("AccountKey")]
    [InlineData("SharedAccessKey")]
    [InlineData("api-key")]
    [InlineData("ApiKey")]
    [InlineData("secureString")]
    [InlineData("secureObject")]
    public async Task Template_Nowhere_HandlesAKey(string word)
    {
        var template = await Infrastructure.Template;

        Assert.DoesNotContain(word, template.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Parameters_OfTheFile_AreNoSecrets() =>
        Assert.DoesNotContain("secret", Repository.Read("infra/main.parameters.json"), StringComparison.OrdinalIgnoreCase);
}
