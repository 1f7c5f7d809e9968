package io.trunkline.progress;

import io.quarkiverse.resteasy.problem.HttpProblem;

/**
 * The request is fine and will succeed later. Not an error of ours: callers who ask too early must
 * not fill the log with stack traces.
 */
public final class NotNow extends RuntimeException {

  private final transient HttpProblem problem;

  NotNow(HttpProblem problem, Throwable cause) {
    super(problem.getTitle(), cause, false, false);
    this.problem = problem;
  }

  HttpProblem problem() {
    return problem;
  }
}
