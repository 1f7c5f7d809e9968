package io.trunkline.progress.pages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.trunkline.progress.Parameters;
import io.trunkline.progress.Problems;
import io.trunkline.progress.backtest.TriedConstant;
import io.trunkline.progress.backtest.TryOnRoster;
import io.trunkline.progress.wording.Words;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** What the coach's athletes would have been told under another value of a constant. */
@Path("/backtest")
@Blocking
public class BacktestPages {

  private static final String LINES = "application/x-ndjson";

  private final TryOnRoster tryOnRoster;
  private final CoachWords coachWords;
  private final ObjectMapper json;

  BacktestPages(TryOnRoster tryOnRoster, CoachWords coachWords, ObjectMapper json) {
    this.tryOnRoster = tryOnRoster;
    this.coachWords = coachWords;
    this.json = json;
  }

  /** The question, and its answer where one was asked here. */
  @PermissionsAllowed("progress:read")
  @GET
  @Produces(MediaType.TEXT_HTML)
  public Response question(@Context UriInfo uri, @Context HttpHeaders caller) {
    Asked asked = asked(uri, caller);
    if (asked.prepared() == null) {
      return answer(asked.status(), asked.page());
    }
    return answer(200, asked.page().with(asked.prepared().run(done -> {}), asked.words()));
  }

  /**
   * The same for the page's script: a line for each athlete done, and the page as the last, so that
   * the wait can be seen.
   */
  @PermissionsAllowed("progress:read")
  @GET
  @Path("run")
  @Produces(LINES)
  public StreamingOutput run(@Context UriInfo uri, @Context HttpHeaders caller) {
    Asked asked = asked(uri, caller);
    return output -> {
      BacktestPage page = asked.page();
      if (asked.prepared() != null) {
        int all = asked.prepared().athletes();
        page =
            page.with(
                asked.prepared().run(done -> line(output, Map.of("done", done, "of", all))),
                asked.words());
      }
      line(output, Map.of("page", template(page).render()));
    };
  }

  /**
   * What was asked.
   *
   * @param prepared null where nothing is to be computed
   */
  private record Asked(Words words, int status, BacktestPage page, TryOnRoster.Prepared prepared) {}

  private Asked asked(UriInfo uri, HttpHeaders caller) {
    Parameters query = Parameters.of(uri, Set.of("constant", "value"));
    Words words = coachWords.of(caller);
    TriedConstant constant = constant(query.one("constant"));
    String typed = query.one("value");
    int today = tryOnRoster.today(constant);
    BacktestPage page = BacktestPage.of(constant, typed, tryOnRoster::today, words);
    if (typed == null) {
      return new Asked(words, 200, page, null);
    }
    Integer value = whole(typed);
    int least = constant.least(today);
    int most = constant.most(today);
    if (value == null || value < least || value > most) {
      return new Asked(
          words,
          422,
          page.refused(
              constant.guards()
                  ? words.texts().trial_guarded(String.valueOf(least), String.valueOf(most))
                  : words.texts().trial_bounds(String.valueOf(least), String.valueOf(most))),
          null);
    }
    if (value == today) {
      return new Asked(words, 422, page.refused(words.texts().trial_same()), null);
    }
    if (!tryOnRoster.isFree()) {
      return new Asked(words, 503, page.refused(words.texts().trial_busy()), null);
    }
    // A link on another site asks nobody to compute.
    return "cross-site".equals(caller.getHeaderString("Sec-Fetch-Site"))
        ? new Asked(words, 200, page, null)
        : prepared(constant, value, page, words);
  }

  private Asked prepared(TriedConstant constant, int value, BacktestPage page, Words words) {
    TryOnRoster.Prepared prepared = tryOnRoster.prepare(constant, value);
    if (prepared.athletes() > TryOnRoster.MOST) {
      String many = String.valueOf(prepared.athletes());
      String most = String.valueOf(TryOnRoster.MOST);
      return new Asked(words, 422, page.refused(words.texts().trial_too_many(many, most)), null);
    }
    return new Asked(words, 200, page, prepared);
  }

  private static TriedConstant constant(String name) {
    return name == null
        ? TriedConstant.SESSIONS_AT_TOP
        : TriedConstant.of(name)
            .orElseThrow(
                () -> Problems.badParameter("constant", "constant must be one the page offers."));
  }

  private static Integer whole(String typed) {
    return typed.matches("[0-9]{1,3}") ? Integer.valueOf(typed) : null;
  }

  private static TemplateInstance template(BacktestPage page) {
    return Pages.backtest(page).setLocale(page.lang());
  }

  private static Response answer(int status, BacktestPage page) {
    return Response.status(status).entity(template(page)).build();
  }

  private void line(OutputStream output, Map<String, Object> line) {
    try {
      output.write(json.writeValueAsString(line).getBytes(StandardCharsets.UTF_8));
      output.write('\n');
      output.flush();
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Texts and numbers can be written.", impossible);
    } catch (IOException callerLeft) {
      throw new UncheckedIOException(callerLeft);
    }
  }
}
