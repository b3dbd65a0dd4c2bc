using NeuralOde.Core.Data;
using NeuralOde.Core.Values;
using Xunit.Sdk;

namespace NeuralOde.Core.Tests.Data.Formats;

/// <summary>Takes results apart.</summary>
internal static class Outcome
{
    public static T Value<T>(this Result<T, DataError> result) =>
        result.Match(value => value, error => throw new XunitException(error.Message));

    public static DataError Error<T>(this Result<T, DataError> result) =>
        result.Match(value => throw new XunitException($"expected an error, found {value}"), error => error);

    public static string Message<T>(this Result<T, DataError> result) => result.Error().Message;
}
