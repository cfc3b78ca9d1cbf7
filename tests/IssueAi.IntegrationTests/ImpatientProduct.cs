namespace IssueAi.IntegrationTests;

/// <summary>The product with very short time-outs for the model.</summary>
public sealed class ImpatientProduct() : ProductFixture(("Generation:FirstTokenTimeout", "00:00:00.5"), ("Generation:IdleTimeout", "00:00:00.5"))
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();

        // A process's first call to the model takes longer, because its code is compiled then.
        await Product.StreamAsync(new());
    }
}
