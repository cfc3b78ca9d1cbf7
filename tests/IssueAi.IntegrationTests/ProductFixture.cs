namespace IssueAi.IntegrationTests;

/// <summary>A product for all tests of a class; each test scripts the model anew.</summary>
public abstract class ProductFixture : IAsyncLifetime
{
    private readonly (string Key, string Value)[] _settings;

    protected ProductFixture(params (string Key, string Value)[] settings) => _settings = settings;

    internal Product Product { get; private set; } = null!;

    public virtual async Task InitializeAsync() => Product = await Product.ShareAsync(_settings);

    public async Task DisposeAsync() => await Product.DisposeAsync();
}
