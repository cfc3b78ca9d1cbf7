using IssueAi.Quality;

return await QualityRun.RunAsync(QualityOptions.Parse(args), Console.Out);
