namespace NeuralOde.Numerics.Lanes;

/// <summary>What is known of the step of every lane, row by row.</summary>
public enum StepRow
{
    /// <summary>The time that a lane has reached.</summary>
    Time,

    /// <summary>The size that the controller wants, with its sign.</summary>
    Wanted,

    /// <summary>Where the next step must not pass: a jump, or t1.</summary>
    Landing,

    /// <summary>The next of the lane's evaluation times, NaN if there is none.</summary>
    Observation,

    /// <summary>No smaller step is tried, except to land; the rounding of t may ask for more.</summary>
    Floor,

    /// <summary>The steps that may be tried.</summary>
    Budget,

    /// <summary>The steps tried.</summary>
    Tries,

    /// <summary>The steps tried in vain.</summary>
    Rejected,

    /// <summary>1 where a lane has steps to take, else 0.</summary>
    Running,

    /// <summary>log₂ eₙ₋₁², of the last accepted step.</summary>
    LastLog,

    /// <summary>log₂ eₙ₋₂², of the accepted step before it. What the next step depends on ends here.</summary>
    LogBeforeLast,

    /// <summary>Where the step in hand begins.</summary>
    Begin,

    /// <summary>Where it ends.</summary>
    End,

    /// <summary>Its size h, exactly the difference.</summary>
    Size,

    /// <summary>eₙ², the square of its error ratio, NaN or infinite where that is no number.</summary>
    Square,

    /// <summary>log₂ eₙ².</summary>
    Log,

    /// <summary>What the controller multiplies the size by.</summary>
    Factor,

    /// <summary>1 where the step is accepted, else 0.</summary>
    Accepted,

    /// <summary>1 or <see cref="StepMove.Hopeless"/> where a lane wants a look behind its step, else 0.</summary>
    Look,

    /// <summary>Before the first step: the mean square of y0 beside the tolerance.</summary>
    SquareOfState,

    /// <summary>Before the first step: that of f(t0, y0).</summary>
    SquareOfSlope,

    /// <summary>Before the first step: that of the change of the slope over the size that was guessed.</summary>
    SquareOfCurve,
}
