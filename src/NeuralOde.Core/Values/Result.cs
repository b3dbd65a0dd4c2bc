namespace NeuralOde.Core.Values;

/// <summary>A value, or the reason why there is none.</summary>
/// <typeparam name="T">What is given on success.</typeparam>
/// <typeparam name="TError">What is given on failure.</typeparam>
public abstract record Result<T, TError>
{
    private Result() { }

    /// <summary>Success, with its value.</summary>
    public sealed record Ok(T Value) : Result<T, TError>;

    /// <summary>Failure, with its reason.</summary>
    public sealed record Failed(TError Error) : Result<T, TError>;

    /// <summary>Folds both cases into one value.</summary>
    public TResult Match<TResult>(Func<T, TResult> ok, Func<TError, TResult> failed) => this switch
    {
        Ok(var value) => ok(value),
        Failed(var error) => failed(error),
        _ => throw Unreachable.Case(this),
    };

    /// <summary>A value is a success.</summary>
    public static implicit operator Result<T, TError>(T value) => new Ok(value);

    /// <summary>An error is a failure.</summary>
    public static implicit operator Result<T, TError>(TError error) => new Failed(error);
}

/// <summary>The steps of a pipeline over results.</summary>
public static class ResultSteps
{
    extension<T, TError>(Result<T, TError> source)
    {
        /// <summary>Changes the value of a success.</summary>
        public Result<TNext, TError> Map<TNext>(Func<T, TNext> change) =>
            source.Match<Result<TNext, TError>>(
                value => new Result<TNext, TError>.Ok(change(value)),
                error => new Result<TNext, TError>.Failed(error));

        /// <summary>Continues a success with a step that may fail.</summary>
        public Result<TNext, TError> Bind<TNext>(Func<T, Result<TNext, TError>> step) =>
            source.Match(step, error => new Result<TNext, TError>.Failed(error));

        /// <summary>Changes the reason of a failure.</summary>
        public Result<T, TNext> MapError<TNext>(Func<TError, TNext> change) =>
            source.Match<Result<T, TNext>>(
                value => new Result<T, TNext>.Ok(value),
                error => new Result<T, TNext>.Failed(change(error)));

        /// <summary>Changes the value of a success, in query syntax.</summary>
        public Result<TNext, TError> Select<TNext>(Func<T, TNext> change) => source.Map(change);

        /// <summary>Continues a success, in query syntax.</summary>
        public Result<TNext, TError> SelectMany<TMiddle, TNext>(
            Func<T, Result<TMiddle, TError>> step, Func<T, TMiddle, TNext> join) =>
            source.Bind(value => step(value).Map(middle => join(value, middle)));
    }

    extension<T>(IEnumerable<T> source)
    {
        /// <summary>Takes a step for each value: all the results, or the first failure.</summary>
        public Result<IReadOnlyList<TNext>, TError> Traverse<TNext, TError>(
            Func<T, Result<TNext, TError>> step)
        {
            var values = new List<TNext>();
            foreach (var item in source)
            {
                switch (step(item))
                {
                    case Result<TNext, TError>.Ok(var value):
                        values.Add(value);
                        break;
                    case Result<TNext, TError>.Failed(var error):
                        return new Result<IReadOnlyList<TNext>, TError>.Failed(error);
                }
            }

            return new Result<IReadOnlyList<TNext>, TError>.Ok(values);
        }
    }
}
