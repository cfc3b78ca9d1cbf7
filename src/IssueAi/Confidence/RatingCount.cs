namespace IssueAi.Confidence;

/// <summary>Counts the ratings of one curve on this instance, and tells when it may be time to fit the curve. At most one caller is told so at a time.</summary>
internal sealed class RatingCount
{
    private readonly Lock _gate = new();

    // Before the first look the number of ratings isn't known.
    private int _missing = 1;
    private bool _isLooking;

    /// <summary>Counts a rating.</summary>
    /// <returns>Whether the caller has to look at the ratings.</returns>
    public bool Add()
    {
        lock (_gate)
        {
            _missing--;
            if (_isLooking || _missing > 0) return false;
            _isLooking = true;
            _missing = 0;
            return true;
        }
    }

    /// <summary>Takes note of what a look has found.</summary>
    /// <param name="missing">How many more ratings it takes; ratings that were counted during the look may be among those it found.</param>
    public void SetMissing(int missing)
    {
        lock (_gate) _missing += missing;
    }

    /// <summary>Ends a look.</summary>
    /// <returns>Whether the ratings that came during the look make another one due.</returns>
    public bool IsDueAgain()
    {
        lock (_gate)
        {
            if (_missing <= 0)
            {
                _missing = 0;
                return true;
            }

            _isLooking = false;
            return false;
        }
    }
}
