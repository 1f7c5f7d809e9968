package io.trunkline.progress;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.inject.Singleton;

/** Gives the framework's own refusals our types and words; its words are about its methods. */
@Singleton
class FrameworkProblems implements ProblemPostProcessor {

  @Override
  public HttpProblem apply(HttpProblem problem, ProblemContext context) {
    if (problem.getType() != null) {
      return problem;
    }
    return switch (problem.getStatusCode()) {
      case 400 -> Problems.badRequest();
      case 404 -> Problems.notFound("There is nothing at this address.");
      case 405 -> Problems.methodNotAllowed();
      case 406 -> Problems.notAcceptable();
      case 415 -> Problems.unsupportedMediaType();
      default -> problem;
    };
  }
}
